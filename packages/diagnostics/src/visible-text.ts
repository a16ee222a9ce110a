const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * The text with every character that a terminal could obey, or that hides or reorders its neighbours, written as an
 * escape: text from a user's file must not move the cursor. Tabs and line feeds stay.
 */
export function visibleText(text: string): string {
  return text.replace(control, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
