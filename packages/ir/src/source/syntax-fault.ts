/** Why a text could not be read at all, and where. */
export interface SyntaxFault {
  readonly reason: string;
  readonly offset: number;
}
