import * as z from 'zod';
import type { Text } from '../clouds/text';
import { RESOURCE_KINDS } from '../inventory/target';

const textSchema: z.ZodType<Text> = z.lazy(() =>
  z.object({ text: z.string(), args: z.record(z.string(), textValue).optional() }),
);
const textValue = z.union([z.string(), z.number(), textSchema, z.array(z.union([z.string(), textSchema]))]);

const targetSchema = z.object({
  kind: z.enum(RESOURCE_KINDS),
  region: z.string(),
  id: z.string(),
  name: z.string(),
  /** The listed resource that holds it, where it is a part of one. */
  within: z.object({ id: z.string(), name: z.string() }).optional(),
});

const answerSchema = z.object({
  contentType: z.string().optional(),
  text: z.string(),
  length: z.number().optional(),
});

const attemptSchema = z.object({
  at: z.number(),
  durationMs: z.number(),
  status: z.number().optional(),
  code: z.string().optional(),
  requestId: z.string().optional(),
  /** Unset where none came, and in the runs of earlier versions. */
  answer: answerSchema.optional(),
});

const errorSchema = z.object({
  kind: z.string(),
  code: z.string().optional(),
  status: z.number().optional(),
  requestId: z.string().optional(),
  cloudMessage: z.string().optional(),
  explanation: textSchema,
  advice: textSchema.optional(),
  /** What the operation's documents say about the code. */
  meaning: textSchema.optional(),
  next: textSchema.optional(),
});

const checkSchema = z.object({
  id: z.string(),
  state: z.enum(['met', 'notMet', 'unknown']),
  title: textSchema,
  fact: textSchema,
  risk: textSchema.optional(),
});

const topologyNodeSchema = z.object({
  id: z.string(),
  zone: z.string(),
  role: z.string(),
  note: z.string().optional(),
});

const labelledSchema = z.object({ label: textSchema, value: textSchema });

const requestSchema = z.object({
  method: z.string(),
  host: z.string(),
  action: z.string(),
  version: z.string(),
  region: z.string(),
  headers: z.record(z.string(), z.string()),
  parameters: z.record(z.string(), z.string()),
  target: z.string().optional(),
  body: z.string().optional(),
  product: z.string().optional(),
  ownHost: z.boolean().optional(),
});

export const runState = z.enum([
  /** Journaled; the request may be on its way. */
  'sending',
  /** Accepted for a later time. */
  'scheduled',
  /** Accepted, or seen in the live state: the effect is under way. */
  'settling',
  /** The effect is there, read back from the live state. */
  'settled',
  /** Accepted or never sent, and the effect will not come. */
  'failed',
  /** The cloud said no. */
  'refused',
  /** It may or may not have had its effect. */
  'unknown',
  /** A person stopped the watching; the operation goes on. */
  'abandoned',
]);
export type RunState = z.infer<typeof runState>;

/** One execution of one operation, as journaled. Holds no secret. Times in milliseconds since the epoch. */
export const runSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  operation: z.string(),
  title: textSchema,
  profile: z.object({ id: z.string(), name: z.string() }),
  target: targetSchema,
  /** What the person decided, without secret fields. */
  form: z.record(z.string(), z.unknown()),
  state: runState,
  createdAt: z.number(),
  updatedAt: z.number(),
  /** When the reading began that `after` is from. */
  readAt: z.number().optional(),
  /** Why the live state cannot be read for now, where that passes and says nothing about the effect. */
  waitingFor: z.enum(['network', 'clock', 'credentials', 'permission']).optional(),
  /** When the cloud is to start what is scheduled, as last read. */
  notBefore: z.number().optional(),
  /** The cloud accepted it, and no reading can show the effect: a new password. */
  unreadable: z.literal(true).optional(),
  /** Set once nothing more will be read or written for this run. */
  closedAt: z.number().optional(),
  /** The watched state when it was confirmed, and as last read. */
  before: z.unknown(),
  after: z.unknown().optional(),
  topology: z.object({
    before: z.array(topologyNodeSchema),
    after: z.array(topologyNodeSchema).optional(),
  }),
  /** What there is to compare besides nodes; unset in the runs of earlier versions. */
  facts: z.object({ before: z.array(labelledSchema), after: z.array(labelledSchema).optional() }).optional(),
  checks: z.array(checkSchema),
  effect: z.array(textSchema),
  review: z.array(labelledSchema),
  request: requestSchema,
  outcome: z
    .object({
      kind: z.enum(['accepted', 'refused', 'notSent', 'unknown']),
      requestId: z.string().optional(),
      /** The answer's JSON, where its text is not among the attempts. */
      body: z.unknown().optional(),
      error: errorSchema.optional(),
      attempts: z.array(attemptSchema),
    })
    .optional(),
  timeline: z.array(z.object({ at: z.number(), state: runState, say: textSchema })),
  /**
   * The window that owns the run, and until when nobody else may act on it. The term counts how often the run was
   * taken over (0 where unset): the word of a higher term stands, whatever a window of a lower one still writes.
   */
  lease: z.object({ owner: z.string(), until: z.number(), term: z.number().int().nonnegative().optional() }),
  /** The run that this one switches back. */
  inverseOf: z.string().optional(),
  /** The change ticket it belongs to, as typed; unset where none was, and in the runs of earlier versions. */
  changeTicket: z.string().optional(),
});
export type Run = z.infer<typeof runSchema>;
export type RunError = z.infer<typeof errorSchema>;
export type Labelled = z.infer<typeof labelledSchema>;

export const isOver = (run: Run): boolean => run.closedAt !== undefined;
