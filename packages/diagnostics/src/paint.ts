/** The colours that diagnostics use. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const plain = (text: string): string => text;
const sgr =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const noPaint: Paint = { bold: plain, dim: plain, red: plain, yellow: plain, cyan: plain };
const ansiPaint: Paint = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  yellow: sgr(33, 39),
  cyan: sgr(36, 39),
};

/** ANSI colours, or none. */
export function choosePaint(color: boolean): Paint {
  return color ? ansiPaint : noPaint;
}
