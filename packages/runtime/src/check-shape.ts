import { TaskError } from '@tiphys/diagnostics';

/** Checks a value at a place, such as `TIPHYS_SPEC.command[0]`. Throws `TaskError` naming the place. */
export type Check = (value: unknown, place: string) => void;

// The launcher starts once per task, so it does not load a schema library for these few shapes.

/** Throws the `TaskError` of a wrong shape. */
function refuse(place: string, expected: string): never {
  throw new TaskError(
    `${place} is not ${expected}. The manifest was not made by this version of Tiphys, or was changed.`,
  );
}

/** Whether `value` is an object and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const checkText: Check = (value, place) => {
  if (typeof value !== 'string') {
    refuse(place, 'a text');
  }
};

export const checkFlag: Check = (value, place) => {
  if (typeof value !== 'boolean') {
    refuse(place, 'true or false');
  }
};

export const checkObject: Check = (value, place) => {
  if (!isObject(value)) {
    refuse(place, 'an object');
  }
};

export const anything: Check = () => undefined;

/** One of a few texts. */
export function checkOneOf(...texts: readonly string[]): Check {
  return (value, place) => {
    if (typeof value !== 'string' || !texts.includes(value)) {
      refuse(place, `one of ${texts.join(', ')}`);
    }
  };
}

/** A list of such values. */
export function checkList(item: Check): Check {
  return (value, place) => {
    if (!Array.isArray(value)) {
      refuse(place, 'a list');
    }
    value.forEach((member: unknown, index) => item(member, `${place}[${index}]`));
  };
}

/** An object used as a map. Names become names of files, so they may not lead anywhere else. */
export function checkMap(member: Check): Check {
  return (value, place) => {
    if (!isObject(value)) {
      refuse(place, 'an object');
    }
    for (const [name, item] of Object.entries(value)) {
      if (!isSafeName(name)) {
        refuse(`The name ${JSON.stringify(name)} in ${place}`, 'usable as the name of a file');
      }
      member(item, `${place}.${name}`);
    }
  };
}

/** An object with these members, and any others. */
export function checkMembers(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, place) => {
    if (!isObject(value)) {
      refuse(place, 'an object');
    }
    for (const [name, check] of Object.entries(required)) {
      check(value[name], `${place}.${name}`);
    }
    for (const [name, check] of Object.entries(optional)) {
      if (value[name] !== undefined) {
        check(value[name], `${place}.${name}`);
      }
    }
  };
}

/** The check of the first member that the object has. */
export function checkVariant(variants: Readonly<Record<string, Check>>): Check {
  return (value, place) => {
    const variant = isObject(value) ? Object.keys(variants).find((name) => Object.hasOwn(value, name)) : undefined;
    const check = variant === undefined ? undefined : variants[variant];
    if (check === undefined) {
      refuse(place, `an object with ${Object.keys(variants).join(' or ')}`);
    }
    check(value, place);
  };
}

function isSafeName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\0]/.test(name) && Buffer.byteLength(name) <= 240;
}
