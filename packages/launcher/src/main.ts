import { constants } from 'node:os';
import type { SignalSource } from '@tiphys/runtime';
import { restoreEnvironment } from './restore-environment.ts';
import { runLauncher } from './run-launcher.ts';

/** What a kubelet, Argo or a person may send to ask a task to stop or to do something. */
const forwarded: readonly NodeJS.Signals[] = [
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGCONT',
  'SIGWINCH',
];

const listeners = new Set<(signal: NodeJS.Signals) => void>();
// Listened to from the first moment, so that no signal can kill the launcher itself: outputs may be on their way.
for (const signal of forwarded.filter((name) => name in constants.signals)) {
  process.on(signal, () => listeners.forEach((listener) => listener(signal)));
}
const signals: SignalSource = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

// No await at the top: the bundle is CommonJS, which a code cache can be made of.
void runLauncher({
  argv: process.argv.slice(2),
  env: restoreEnvironment(process.env),
  signals,
  stdout: process.stdout,
  stderr: process.stderr,
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
