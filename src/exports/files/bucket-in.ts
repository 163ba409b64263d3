import type { Environment } from '../../settings/environment.js';
import type { Bucket } from './s3-storage.js';

/** The bucket that settings name; null: files are kept on disk. */
export function bucketIn(environment: Environment): Bucket | null {
  const { EXPORT_S3_BUCKET: name, EXPORT_S3_ENDPOINT: endpoint } = environment;
  if (name === undefined) return null;
  const { EXPORT_S3_ACCESS_KEY_ID: accessKeyId, EXPORT_S3_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  return {
    name,
    prefix: environment.EXPORT_S3_PREFIX,
    region: environment.EXPORT_S3_REGION,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  };
}
