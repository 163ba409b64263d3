import { bucketIn } from '../../exports/files/bucket-in.js';
import { S3Storage } from '../../exports/files/s3-storage.js';
import type { Environment } from '../../settings/environment.js';
import { check, type Finding } from './finding.js';

const failed = (detail: string): Omit<Finding, 'check'> => ({ state: 'failed', detail });

/** The way out by the name of the error that S3 or the SDK gives. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  NoSuchBucket: 'make it, or correct EXPORT_S3_BUCKET and EXPORT_S3_ENDPOINT',
  AccessDenied: 'give the key the rights to list, read, write and delete objects below EXPORT_S3_PREFIX',
  InvalidAccessKeyId: 'correct EXPORT_S3_ACCESS_KEY_ID',
  SignatureDoesNotMatch: 'correct EXPORT_S3_SECRET_ACCESS_KEY',
  PermanentRedirect: 'correct EXPORT_S3_REGION',
  AuthorizationHeaderMalformed: 'correct EXPORT_S3_REGION',
  CredentialsProviderError: 'set EXPORT_S3_ACCESS_KEY_ID and EXPORT_S3_SECRET_ACCESS_KEY',
};

/** The bucket for exported files, if settings speak of one. Nothing is written to it. */
export async function bucketFindings(environment: Environment): Promise<Finding[]> {
  const {
    EXPORT_S3_BUCKET: name,
    EXPORT_S3_ENDPOINT: endpoint,
    EXPORT_S3_ACCESS_KEY_ID: id,
    EXPORT_S3_SECRET_ACCESS_KEY: secret,
  } = environment;
  const bucket = bucketIn(environment);
  if (!bucket && (endpoint ?? id ?? secret) === undefined) return [];
  const finding = await check('bucket', async () => {
    if (!bucket)
      return failed(
        'EXPORT_S3_… is set without EXPORT_S3_BUCKET: exported files go to DATA_DIR/exports. Set it, or remove the others',
      );
    if ((id === undefined) !== (secret === undefined))
      return failed(
        `${id === undefined ? 'EXPORT_S3_ACCESS_KEY_ID' : 'EXPORT_S3_SECRET_ACCESS_KEY'} is missing, so the other is ignored: set both or neither`,
      );
    try {
      await new S3Storage(bucket).look();
    } catch (error) {
      const { name: kind, message } = error as Error;
      const place = endpoint === undefined ? `region ${bucket.region}` : endpoint;
      return failed(
        `The bucket ${name} at ${place} cannot be used (${kind}: ${message}): ${WAYS_OUT[kind] ?? 'check EXPORT_S3_ENDPOINT, and that this machine reaches it'}`,
      );
    }
    return `${name} can be listed; whether it can be written to was not tried`;
  });
  return [finding];
}
