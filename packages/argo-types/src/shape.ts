/** How a text has to look, for a machine and in words: a noun phrase, such as `a name`. */
export interface Form {
  readonly pattern: string;
  readonly expected: string;
}

/** What an OpenAPI schema says of the shape of a value, and a little more. */
export interface Shape {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly properties?: Readonly<Record<string, Shape>>;
  /** Of a text. */
  readonly form?: Form;
  /** Of the names of members that are in no `properties`. */
  readonly names?: Form;
  /** Fields that others have in this place, with a sentence that says where they belong. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** Shapes by the name of their definition, sorted. */
export type Definitions = Readonly<Record<string, Shape>>;
