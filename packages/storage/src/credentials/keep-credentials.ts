import { InfraError } from '@tiphys/diagnostics';
import type { CredentialSource, StoreCredentials } from '../store.ts';

/** Credentials that some service gave. */
export interface Session {
  readonly credentials: StoreCredentials;
  /** In milliseconds since 1970; absent for those that stay. */
  readonly expires?: number;
}

/** Credentials are renewed that long before they expire, in milliseconds, so that none expires under way. */
const margin = 5 * 60_000;
/** After a failure the service is left in peace for that long while the old credentials still hold, in milliseconds. */
const patience = 30_000;

/**
 * Keeps the credentials that `fetch` gives until they are about to expire, or until the server refuses them. However many ask,
 * one fetch is under way at a time. If it fails, credentials that still hold are used on.
 */
export function keepCredentials(fetch: () => Promise<Session>, now: () => number = Date.now): CredentialSource {
  let kept: (Session & { readonly renewAt: number }) | undefined;
  let fetching: Promise<StoreCredentials> | undefined;
  const renew = async (): Promise<StoreCredentials> => {
    const before = now();
    try {
      const session = await fetch();
      // Of a short session half is used.
      const renewAt =
        session.expires === undefined
          ? Number.POSITIVE_INFINITY
          : Math.max(session.expires - margin, (session.expires + before) / 2);
      kept = { ...session, renewAt };
      return session.credentials;
    } catch (error) {
      if (kept?.expires === undefined || kept.expires <= now() || !(error instanceof InfraError)) throw error;
      kept = { ...kept, renewAt: Math.min(now() + patience, kept.expires) };
      return kept.credentials;
    }
  };
  return async ({ refused } = {}) => {
    if (kept !== undefined && refused === kept.credentials) kept = undefined;
    if (kept !== undefined && now() < kept.renewAt) return kept.credentials;
    fetching ??= renew().finally(() => {
      fetching = undefined;
    });
    return fetching;
  };
}
