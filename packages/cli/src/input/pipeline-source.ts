/** A pipeline file as read: nothing is checked yet. */
export interface PipelineSource {
  /** The name to use in messages: as the user wrote it, with the member's name for an archive. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The same as text, for code frames. */
  readonly text: string;
}
