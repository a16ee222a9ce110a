import { nodeFlag } from '../launcher/node-flag.ts';

/** What is moved. */
export interface Load {
  readonly name: string;
  readonly files: number;
  /** Of each file. */
  readonly bytes: number;
}

/** Where an arm works. */
export interface Place {
  /** A file, or a folder of files. */
  readonly local: string;
  /** `http://key:secret@host:port` */
  readonly server: string;
  readonly bucket: string;
  readonly key: string;
  readonly isFolder: boolean;
  /** Digest and perhaps stamp of what is stored there, as a task that reads it knows them from the one that wrote it. */
  readonly known: readonly string[];
}

/** A client in the comparison. */
export interface Arm {
  readonly name: string;
  /** Whether it only takes part in downloads. */
  readonly onlyDown?: boolean;
  /** Program and arguments that move `local` to the key, or the key to `local`. */
  command(direction: 'up' | 'down', place: Place): readonly string[];
  /** Starts and ends without having moved anything. */
  readonly start: readonly string[];
}

/** Programs that the arms need. */
export interface Programs {
  readonly s5cmd: string;
  readonly peers: string;
  /** The bundled client under test. */
  readonly client: string;
}

/** Who moves nothing connects to nobody. */
const nowhere = 'http://127.0.0.1:1';

/** All arms, ours first. */
export function createArms({ s5cmd, peers, client }: Programs): readonly [Arm, ...Arm[]] {
  return [
    {
      name: 'tiphys',
      command: (direction, { local, server, bucket, key, known }) => [
        process.execPath,
        nodeFlag,
        client,
        direction,
        local,
        `s3://${bucket}/${key}`,
        server,
        ...(direction === 'down' ? known : []),
      ],
      start: [process.execPath, nodeFlag, client, 'nothing', '', 's3://bucket/key', nowhere],
    },
    {
      name: 's5cmd',
      command: (direction, { local, server, bucket, key, isFolder }) => {
        const { origin } = new URL(server);
        const remote = `s3://${bucket}/${key}`;
        const pair = isFolder
          ? direction === 'up'
            ? [`${local}/`, `${remote}/`]
            : [`${remote}/*`, `${local}/`]
          : direction === 'up'
            ? [local, remote]
            : [remote, local];
        return [s5cmd, '--log=error', '--endpoint-url', origin, 'cp', ...pair];
      },
      start: [s5cmd, '--log=error', '--endpoint-url', nowhere, 'version'],
    },
    {
      name: 'minio-go, checked',
      onlyDown: true,
      command: (_down, { local, server, bucket, key, isFolder }) => [
        peers,
        'check',
        local,
        `${server}/${bucket}/${key}${isFolder ? '/' : ''}`,
      ],
      start: [peers, 'nothing', '', `${nowhere}/bucket/key`],
    },
    {
      name: 'minio-go',
      command: (direction, { local, server, bucket, key, isFolder }) => [
        peers,
        direction,
        local,
        `${server}/${bucket}/${key}${isFolder && direction === 'down' ? '/' : ''}`,
      ],
      start: [peers, 'nothing', '', `${nowhere}/bucket/key`],
    },
  ];
}
