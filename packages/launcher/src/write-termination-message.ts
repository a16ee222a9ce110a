import { closeSync, constants, openSync, writeSync } from 'node:fs';

/** What a kubelet takes; the rest would be cut off at its end. */
const mostBytes = 4096;

/**
 * Leaves a message where the kubelet looks for why a container ended; Argo shows it as the message of the node. Where there
 * is no such file, as outside of pods, nothing happens.
 */
export function writeTerminationMessage(message: string, path = '/dev/termination-log'): void {
  try {
    // Without O_CREAT: a file that the kubelet did not put there is nobody's.
    const file = openSync(path, constants.O_WRONLY | constants.O_TRUNC);
    try {
      writeSync(file, Buffer.from(message).subarray(0, mostBytes));
    } finally {
      closeSync(file);
    }
  } catch {
    // The message is on stderr too.
  }
}
