/** Where a command writes text. */
export interface TextOutput {
  readonly write: (text: string) => void;
  /** Whether a person is looking at it: lines may then be redrawn. */
  readonly isTerminal: boolean;
  /** Width in characters; 80 where nobody knows. */
  readonly columns: () => number;
  /** Height in lines; 24 where nobody knows. */
  readonly rows: () => number;
}

/** What interrupts a command. */
export type InterruptSignal = 'SIGINT' | 'SIGTERM';

/** Everything that the command line has to do with the process around it, so that tests need no process. */
export interface CliIo {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative file names on the command line start here. */
  readonly cwd: string;
  /** Number of the user who runs the process; undefined where users have none. */
  readonly userId: number | undefined;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Calls `listener` at every interruption until the returned function is called. */
  readonly onInterrupt: (listener: (signal: InterruptSignal) => void) => () => void;
  /** Ends the process at once: the answer to a second interruption. */
  readonly exit: (code: number) => void;
}
