import type { RequestLogEntry } from '../clouds/cloudClient';
import { singleLine } from './singleLine';

/** A value that holds blanks, quotes or nothing is quoted, so that it cannot pass for other fields. */
function field(value: string): string {
  const line = singleLine(value, 200);
  return /^[\w.:/@*…-]+$/u.test(line) ? line : JSON.stringify(line);
}

/**
 * One line of the log for one attempt at a request, in English; the output channel stamps the time:
 * `FailoverDBCluster cn-hangzhou 200 142 ms profile=prod host=polardb.aliyuncs.com request=… code=… attempt=2`.
 * Whatever is in the entry, it stays one line.
 */
export function requestLine(entry: RequestLogEntry): string {
  const parts = [
    field(entry.operation),
    field(entry.region),
    entry.status === undefined ? 'no-answer' : String(entry.status),
    `${Math.max(0, Math.round(entry.durationMs))} ms`,
    `profile=${field(entry.profile)}`,
    `host=${field(entry.host)}`,
  ];
  if (entry.requestId !== undefined) parts.push(`request=${field(entry.requestId)}`);
  if (entry.code !== undefined) parts.push(`code=${field(entry.code)}`);
  if (entry.attempt > 1) parts.push(`attempt=${entry.attempt}`);
  return parts.join(' ');
}

/** Whether the attempt went as it should: an answer in the 200s and no error code. */
export const wentWell = ({ status, code }: RequestLogEntry): boolean =>
  status !== undefined && status >= 200 && status < 300 && code === undefined;
