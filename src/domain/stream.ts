const PREFIX = 'policy:';

/** The stream of the log that holds a policy's events. */
export const streamOf = (policyId: string): string => PREFIX + policyId;

/** The policy of a stream. @throws Error for a stream that is none of ours. */
export function policyOf(stream: string): string {
  if (!stream.startsWith(PREFIX)) throw new Error(`stream ${stream} holds no policy`);
  return stream.slice(PREFIX.length);
}
