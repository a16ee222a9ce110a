/*
 * The client under test as a program: `client up|down|nothing LOCAL URI ENDPOINT [DIGEST [STAMP]]`, bundled and started like the launcher.
 * An upload prints the digest and the stamp, which a download takes, as the launcher does it from task to task.
 */
import { openStore } from '@tiphys/storage';

async function move([direction, local = '', uri = '', endpoint = '', digest, stamp]: readonly string[]): Promise<void> {
  const url = new URL(endpoint);
  const store = openStore(
    { root: uri, endpoint: url.host },
    { accessKey: decodeURIComponent(url.username), secretKey: decodeURIComponent(url.password) },
  );
  if (direction === 'nothing') return;
  if (direction === 'up') {
    const uploaded = await store.uploadTree(local, uri);
    process.stderr.write(`${uploaded.digest} ${uploaded.stamp ?? ''}\n`);
  } else {
    await store.downloadTree(uri, local, { ...(digest && { digest }), ...(stamp && { stamp }) });
  }
}

// No await at the top: a code cache is made of a CommonJS bundle. A refusal that nobody handles ends the process with code 1.
void move(process.argv.slice(2));
