/*
 * The client under test as a program: `node client.js up|down LOCAL URI ENDPOINT [DIGEST [STAMP]]`, bundled like the launcher.
 * An upload prints the digest and the stamp, which a download takes, as the launcher does it from task to task.
 */
import { openStore } from '@tiphys/storage';

const [direction, local = '', uri = '', endpoint = '', digest, stamp] = process.argv.slice(2);
const url = new URL(endpoint);
const store = openStore(
  { root: uri, endpoint: url.host },
  { accessKey: decodeURIComponent(url.username), secretKey: decodeURIComponent(url.password) },
);
if (direction === 'up') {
  const uploaded = await store.uploadTree(local, uri);
  process.stderr.write(`${uploaded.digest} ${uploaded.stamp ?? ''}\n`);
} else {
  await store.downloadTree(uri, local, { ...(digest && { digest }), ...(stamp && { stamp }) });
}
