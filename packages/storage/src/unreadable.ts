import { errorMessage, TaskError } from '@tiphys/diagnostics';
import { errorCode } from './errors.ts';

/** Says why a local file or directory cannot be copied, by the error that the system had for it. */
export function unreadable(path: string, error: unknown): TaskError {
  switch (errorCode(error)) {
    case 'ENOENT':
      return new TaskError(`${path} cannot be copied: it is missing, or a link to something missing.`);
    case 'ELOOP':
      return new TaskError(`${path} cannot be copied: it is a link that leads to itself.`);
    case 'EACCES':
      return new TaskError(`${path} cannot be copied: permission denied.`);
    default:
      return new TaskError(`${path} cannot be copied: ${errorMessage(error)}`);
  }
}
