/** What an OpenAPI schema says of the shape of a value, and no more. */
export interface Shape {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly properties?: Readonly<Record<string, Shape>>;
}

/** Shapes by the name of their definition, sorted. */
export type Definitions = Readonly<Record<string, Shape>>;
