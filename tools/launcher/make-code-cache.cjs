// Started with the Node that will run the bundle: runs the launcher through two tasks and keeps the code that V8 has compiled
// until then. Arguments: folder of start.cjs and launcher.cjs, scratch folder, component spec of the tasks.
'use strict';
const { writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { setImmediate } = require('node:timers');

const [, , folder, scratch, spec] = process.argv;

/** The second task first. It fails for an input that is not there: in a real store nothing is to be made on this machine. */
const tasks = [
  {
    root: 'minio://bucket/root',
    text: { 'tiphys:ref': { uri: 'minio://bucket/root/x', digest: `sha256:${'0'.repeat(64)}` } },
  },
  { root: `file://${scratch}/store`, text: 'x' },
];

/** @param {typeof tasks[number]} task @param {string} endpoint */
function describeTask({ root, text }, endpoint) {
  const name = `run-${tasks.length}`;
  Object.assign(process.env, {
    TIPHYS_SPEC: spec,
    TIPHYS_IN: JSON.stringify({ p: { text }, c: true }),
    TIPHYS_RUN: `v=2&pipeline=p&name=${name}&uid=${name}&created=2026-01-01T00:00:00Z&node=${name}.t&pod=${name}`,
    TIPHYS_STORE: JSON.stringify({ root, ...(root.startsWith('minio') && { endpoint, secure: false }) }),
    TIPHYS_BASE: `${scratch}/${name}`,
    TIPHYS_ACCESS_KEY: 'key',
    TIPHYS_SECRET_KEY: 'secret',
  });
}

/** An object store that takes everything and has nothing. */
const server = createServer((request, response) => {
  // A connection that stays open would keep this program waiting.
  response.shouldKeepAlive = false;
  request.resume().on('end', () => {
    if (request.method === 'PUT' || request.method === 'POST') {
      response.writeHead(200, { etag: '"d41d8cd98f00b204e9800998ecf8427e"' }).end();
    } else if (request.url?.includes('?location')) {
      response.writeHead(200).end('<LocationConstraint>us-east-1</LocationConstraint>');
    } else if (request.method === 'GET' && request.url?.includes('?')) {
      response.writeHead(200).end('<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>');
    } else {
      response.writeHead(404).end(request.method === 'HEAD' ? undefined : '<Error><Code>NoSuchKey</Code></Error>');
    }
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  server.unref();
  process.argv.splice(2, 3, 'run');
  /** @type {import('node:vm').Script | undefined} */
  let script;
  // Nothing is left to do: the task has ended. Only the one in the real store can fail.
  process.on('beforeExit', () => {
    if (script !== undefined && tasks.length > 0 && process.exitCode !== 0) process.exit(1);
    // Without this the event does not come again after a task that ends at once.
    setImmediate(next);
  });
  function next() {
    const task = tasks.pop();
    if (task !== undefined) {
      describeTask(task, `127.0.0.1:${port}`);
      if (script === undefined) script = require(`${folder}/start.cjs`);
      else script.runInThisContext()(exports, require, { exports });
      return;
    }
    if (script !== undefined) writeFileSync(`${folder}/launcher.cache`, script.createCachedData());
    process.exit(0);
  }
});
