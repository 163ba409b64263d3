import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { MissingFile, type Storage } from './storage.js';

export interface Bucket {
  name: string;
  /** Prefix of every key; ends with `/` or is empty. */
  prefix: string;
  region: string;
  /** For a server other than Amazon's. */
  endpoint?: string;
  /** Default: the credentials that the AWS SDK finds. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** How long a look may take, in milliseconds. */
const LOOK_MS = 5000;

/** The SDK takes longer to load than our own code: only a process with a bucket loads it. */
const loadSdk = async () => {
  const [s3, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  return { ...s3, Upload };
};

/** Files in a bucket of Amazon S3 or of a compatible server. An object appears whole or not at all. */
export class S3Storage implements Storage {
  private readonly sdk = loadSdk();
  private readonly client: Promise<S3Client>;

  constructor(private readonly bucket: Bucket) {
    const { region, endpoint, credentials } = bucket;
    const config: S3ClientConfig = {
      region,
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
      ...(credentials && { credentials }),
      // Not every compatible server supports the checksums that Amazon's SDK has sent by default since 2025.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    };
    this.client = this.sdk.then(({ S3Client }) => new S3Client(config));
  }

  async keep(path: string, key: string, mediaType: string): Promise<void> {
    const { Upload } = await this.sdk;
    const upload = new Upload({
      client: await this.client,
      params: { ...this.location(key), Body: createReadStream(path), ContentType: mediaType },
    });
    await upload.done();
    await rm(path);
  }

  async read(key: string, range: { first: number; last: number } | null): Promise<Readable> {
    const { GetObjectCommand } = await this.sdk;
    const client = await this.client;
    const asked = range ? { Range: `bytes=${range.first}-${range.last}` } : {};
    try {
      const { Body } = await client.send(new GetObjectCommand({ ...this.location(key), ...asked }));
      return Body as Readable; // in Node it is a Readable
    } catch (error) {
      if ((error as Error).name !== 'NoSuchKey') throw error;
      throw new MissingFile(`The object ${key} is gone`, { cause: error });
    }
  }

  async remove(key: string): Promise<void> {
    const { DeleteObjectCommand } = await this.sdk;
    await (await this.client).send(new DeleteObjectCommand(this.location(key)));
  }

  async keys(): Promise<string[]> {
    const { name, prefix } = this.bucket;
    const { paginateListObjectsV2 } = await this.sdk;
    const client = await this.client;
    const keys: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: name, Prefix: prefix }))
      keys.push(...Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key.slice(prefix.length)])));
    return keys;
  }

  /** Lists at most one object, to see whether the bucket is there and the key is good. @throws the SDK's error */
  async look(): Promise<void> {
    const { name, prefix } = this.bucket;
    const { ListObjectsV2Command } = await this.sdk;
    await (
      await this.client
    ).send(new ListObjectsV2Command({ Bucket: name, Prefix: prefix, MaxKeys: 1 }), {
      abortSignal: AbortSignal.timeout(LOOK_MS),
    });
  }

  private location(key: string) {
    return { Bucket: this.bucket.name, Key: this.bucket.prefix + key };
  }
}
