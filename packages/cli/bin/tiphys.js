#!/usr/bin/env node
// Plain JavaScript that any Node from 18 on can read: its first duty is to find a Node that is new enough.
import * as nodeModule from 'node:module';

const wanted = 24;

if (Number.parseInt(process.versions.node, 10) >= wanted) {
  // Parsing the bundle is half of the start-up time; V8's result is kept in the system's temporary folder.
  nodeModule.enableCompileCache?.();
  await import('../dist/main.js').catch(explainMissingBundle);
} else {
  await startWithPinnedNode();
}

/** Runs this very file again with the Node that the npm package `node` brings. */
async function startWithPinnedNode() {
  const node = await findPinnedNode();
  if (node === undefined) {
    process.stderr.write(
      `tiphys: this is Node ${process.version}, and Node ${wanted} or newer is needed.\n` +
        `hint: install it, or run "npx -p node@${wanted} -p tiphys tiphys ..."\n`,
    );
    process.exitCode = 3;
    return;
  }
  const { spawn } = await import('node:child_process');
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`tiphys: cannot start ${node}: ${error.message}\n`);
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 3;
    else endBySignal(signal);
  });
}

/** Ends as the child did, so that a shell sees the signal and not a made-up exit code. */
function endBySignal(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

async function findPinnedNode() {
  const { existsSync } = await import('node:fs');
  const { dirname, join } = await import('node:path');
  try {
    const manifest = nodeModule.createRequire(import.meta.url).resolve('node/package.json');
    const node = join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(node) ? node : undefined;
  } catch {
    return undefined;
  }
}

/** In a checkout the bundle is made by `npm ci`; say so when it is not there. */
function explainMissingBundle(error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('dist/main.js')) throw error;
  process.stderr.write('tiphys: packages/cli/dist/main.js is missing.\nhint: run "npm run prepare"\n');
  process.exitCode = 3;
}
