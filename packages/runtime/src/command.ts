/** The user's command, rendered. */
export interface Command {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How the user's command ended. */
export interface CommandEnd {
  readonly exitCode: number;
  /** A sentence, unless the exit code is 0. */
  readonly message?: string;
  /** What the command itself said of its failure on stderr, as far as it passed through this process. */
  readonly detail?: string;
}
