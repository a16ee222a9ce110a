import type { ParameterType } from '@tiphys/contract';

/** Where a value comes from, in the two forms that a manifest needs. */
export interface Source {
  /** Text to paste where a wire value is wanted: literal JSON, or a tag that is replaced by it. */
  readonly wire: string;
  /** An expression for the value itself. */
  readonly value: string;
  /** An expression for the wire text, where there is a short one. */
  readonly text?: string;
  /** What it is a part of: an item of a list, or a member of an object. Its type is only known when it is there. */
  readonly part?: Part;
  /** Of a loop's item, and of members of it: where it is. */
  readonly item?: ItemTexts;
}

/** The wire texts of an item, as expressions. The two are one where no expression of the body reads the item. */
export interface ItemTexts {
  /** For expressions. */
  readonly read: string;
  /** For launchers. */
  readonly exact: string;
  readonly type: ParameterType | undefined;
}

/** A part of a value, by a text of wire JSON and a path into it, both as expressions. */
export interface Part {
  /** The whole, as wire text. */
  readonly whole: string;
  /** Where the part is: expressions whose results are JSON text. */
  readonly path: readonly string[];
}
