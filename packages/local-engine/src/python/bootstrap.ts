/** One `pip install` of the KFP SDK's bootstrap. */
export interface PipInstall {
  /** Options before the packages: index URLs, trusted hosts. */
  readonly options: readonly string[];
  /** Requirements as pip reads them. */
  readonly packages: readonly string[];
  readonly noDependencies: boolean;
}

/** A command without the SDK's bootstrap around it. */
export interface Bootstrap {
  readonly installs: readonly PipInstall[];
  /** What the bootstrap would have run. */
  readonly command: readonly string[];
}

/** Form of the SDK since 2.0: see `_get_packages_to_install_command` in kfp/dsl/component_factory.py. */
const current =
  /^\nif ! \[ -x "\$\(command -v pip\)" \]; then\n {4}python3 -m ensurepip \|\| python3 -m ensurepip --user \|\| apt-get install python3-pip\nfi\n\nPIP_DISABLE_PIP_VERSION_CHECK=1 (.*) && "\$0" "\$@"\n$/s;

/** Form of the SDK 1.8: the same install twice, the second time with `--user`. */
const old = /^\(PIP_DISABLE_PIP_VERSION_CHECK=1 (.*) \|\| PIP_DISABLE_PIP_VERSION_CHECK=1 \1 --user\) && "\$0" "\$@"$/s;

/** `use_venv=True`: a virtual environment between the user's packages and the SDK's. */
const venv =
  /\s*export PIP_DISABLE_PIP_VERSION_CHECK=1\ntmp=\$\(mktemp -d\)\npython3 -m venv "\$tmp\/venv" --system-site-packages\n\. "\$tmp\/venv\/bin\/activate"\n\s*/g;

/**
 * Recognises the wrapper with which the KFP SDK installs packages before a Python component, and takes it off. Exactly the
 * SDK's own texts: whatever else a user's command does is none of our business, and gives undefined.
 */
export function readBootstrap(argv: readonly string[]): Bootstrap | undefined {
  const [shell, flag, script = '', ...command] = argv;
  if (shell !== 'sh' || flag !== '-c' || command.length === 0) {
    return undefined;
  }
  const body = (current.exec(script) ?? old.exec(script))?.[1];
  if (body === undefined) {
    return undefined;
  }
  const tokens = tokenize(body.replace(venv, ' '));
  const installs = tokens && splitAt(tokens, '&&').map(readInstall);
  return installs?.every((install) => install !== undefined) === true ? { installs, command } : undefined;
}

function readInstall(tokens: readonly Token[]): PipInstall | undefined {
  const words = tokens.map(({ text }) => text);
  const head = ['python3', '-m', 'pip', 'install', '--quiet', '--no-warn-script-location'];
  if (!head.every((word, index) => words[index] === word)) {
    return undefined;
  }
  const options: string[] = [];
  const packages: string[] = [];
  for (const { text, quoted } of tokens.slice(head.length)) {
    // Options are written bare, each with its value after it; packages are quoted, `--no-deps` among them.
    (quoted ? packages : options).push(text);
  }
  return {
    options,
    packages: packages.filter((name) => name !== '--no-deps'),
    noDependencies: packages.includes('--no-deps'),
  };
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

/** Words of a shell command, as far as the SDK writes them; undefined for anything that a shell would expand. */
function tokenize(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const word = /\s*(?:'([^']*)'|"([^"$`\\]*)"|([^\s'"$`\\;|<>()]+))(?=\s|$)/y;
  const end = text.trimEnd().length;
  while (word.lastIndex < end) {
    const [all, single, double, bare] = word.exec(text) ?? [];
    if (all === undefined) {
      return undefined;
    }
    const quoted = single ?? double;
    tokens.push({ text: quoted ?? bare ?? '', quoted: quoted !== undefined });
  }
  return tokens;
}

function splitAt(tokens: readonly Token[], separator: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (!token.quoted && token.text === separator) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(token);
    }
  }
  return parts;
}
