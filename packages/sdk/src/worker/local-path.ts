/** Where the files of a URI are, by the rules of KFP's launcher. A URI that is a path already stays one. */
export function localPath(uri: string): string {
  const mount = /^(gs|s3|minio):\/\/(.*)$/.exec(uri);
  if (mount !== null) return `/${mount[1] === 'gs' ? 'gcs' : mount[1]}/${mount[2]}`;
  const image = /^oci:\/\/(.*)$/.exec(uri);
  return image === null ? uri : `/oci/${(image[1] ?? '').replaceAll('/', '_')}/models`;
}
