import type { HeaderFields } from './header-fields.ts';
import { xmlText } from './xml-text.ts';

/** What a server said when it refused. */
export class S3ResponseError extends Error {
  override readonly name = 'S3ResponseError';
  /** S3's error code, or `HTTP 503` where the answer has none. */
  readonly code: string;
  readonly status: number;
  readonly headers: HeaderFields;

  constructor(status: number, headers: HeaderFields, body: string) {
    super(xmlText(body, 'Message') ?? '');
    this.status = status;
    this.headers = headers;
    this.code = xmlText(body, 'Code') ?? codeOf(status);
  }
}

/** An answer to HEAD has no body, so the status has to say it all. */
function codeOf(status: number): string {
  switch (status) {
    case 403:
      return 'Forbidden';
    case 404:
      return 'NotFound';
    default:
      return `HTTP ${status}`;
  }
}
