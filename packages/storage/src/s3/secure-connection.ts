import { connect, createSecureContext, getCACertificates } from 'node:tls';
import type { Connect } from './connection.ts';

/**
 * Connections by TLS, which trust the authorities that Node knows, as an image without a CA bundle needs it, and one more (PEM).
 * To be imported where it is needed: `node:tls` takes longer to load than all else that a launcher needs of Node together.
 */
export function secureConnect(ca: string | undefined): Connect {
  const secureContext = createSecureContext(ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] });
  return (options) => {
    // Node takes `onread` here too; its typings do not know.
    const secureOptions = { ...options, servername: serverName(options.host), secureContext };
    return connect(secureOptions);
  };
}

/** TLS names no addresses. */
function serverName(host: string): string {
  return /^[\d.]+$|:/.test(host) ? '' : host;
}
