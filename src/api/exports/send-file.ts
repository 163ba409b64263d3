import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Manifest } from '../../exports/files/manifest.js';
import type { ExportJobs } from '../../exports/jobs/export-jobs.js';
import { isNamed } from '../http/entity-tag.js';

/**
 * Sends the file of an export: the whole file, the requested range (206, 416), or 304. The ETag is the digest of the content,
 * so that an interrupted download continues only with the same bytes.
 */
export async function sendFile(
  exports: ExportJobs,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { file, mediaType, bytes, sha256 } = JSON.parse(await exports.manifest(id)) as Manifest;
  const etag = `"${sha256}"`;
  reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    vary: 'Authorization',
    'content-disposition': `attachment; filename="${file}"`,
  });
  const known = request.headers['if-none-match'];
  if (known !== undefined && isNamed(etag, known)) return reply.code(304).send();
  const condition = request.headers['if-range'];
  const range =
    condition === undefined || condition === etag ? readRange(request.headers.range, bytes) : null;
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${bytes}`).send();
  const stream = await exports.read(id, range);
  reply.type(mediaType);
  if (range === null) return reply.header('content-length', bytes).send(stream);
  return reply
    .code(206)
    .header('content-range', `bytes ${range.first}-${range.last}/${bytes}`)
    .header('content-length', range.last - range.first + 1)
    .send(stream);
}

/** The range that a Range header requests; `null`: the whole file. */
type RangeAsked = { first: number; last: number } | 'unsatisfiable' | null;

/**
 * Reads a Range header with one range (RFC 9110, section 14). Invalid and multiple ranges are ignored, as the RFC allows: the
 * answer is then the whole file.
 * @param bytes the size of the file
 */
function readRange(header: string | undefined, bytes: number): RangeAsked {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!parts) return null;
  const [, from = '', to = ''] = parts;
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), bytes);
    return length === 0 ? 'unsatisfiable' : { first: bytes - length, last: bytes - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return null;
  if (first >= bytes) return 'unsatisfiable';
  return { first, last: to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1) };
}
