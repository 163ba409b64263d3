const PREFIX = 'policy:';

/** The name of the stream that holds a policy's events. */
export const streamOf = (policyId: string): string => PREFIX + policyId;

/** The policy of a stream. @throws Error for a stream of anything else. */
export function policyOf(stream: string): string {
  if (!stream.startsWith(PREFIX)) throw new Error(`stream ${stream} holds no policy`);
  return stream.slice(PREFIX.length);
}
