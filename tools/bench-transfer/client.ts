/* The client under test as a program: `node client.js up|down LOCAL URI ENDPOINT`, bundled like the launcher. */
import { openStore } from '@tiphys/storage';

const [direction, local = '', uri = '', endpoint = ''] = process.argv.slice(2);
const url = new URL(endpoint);
const store = openStore(
  { root: uri, endpoint: url.host },
  { accessKey: decodeURIComponent(url.username), secretKey: decodeURIComponent(url.password) },
);
const { digest } = await (direction === 'up' ? store.uploadTree(local, uri) : store.downloadTree(uri, local));
process.stderr.write(`${digest}\n`);
