/*
 * The schema of a Chat Completions request, as far as the endpoint reads it. Lenient: fields that are
 * not named are let through and ignored, as a compatible server does; what would change the answer
 * and cannot be passed on is refused by name (`readChatBody`).
 */
import * as z from 'zod/mini';

const TextPart = z.object({ type: z.literal('text'), text: z.string() });
const ImagePart = z.object({
  type: z.literal('image_url'),
  image_url: z.object({ url: z.string() }),
});
const RefusalPart = z.object({ type: z.literal('refusal'), refusal: z.string() });
const Content = z.union([
  z.string(),
  z.array(z.discriminatedUnion('type', [TextPart, ImagePart, RefusalPart])),
]);
export type Content = z.infer<typeof Content>;

const ToolCall = z.object({
  id: z.string(),
  type: z.optional(z.literal('function')),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const Message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer', 'user']), content: Content }),
  z.object({
    role: z.literal('assistant'),
    content: z.optional(z.nullable(Content)),
    tool_calls: z.optional(z.nullable(z.array(ToolCall))),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content: Content }),
]);
export type BodyMessage = z.infer<typeof Message>;

const Tool = z.object({
  type: z.literal('function'),
  function: z.object({
    name: z.string(),
    description: z.optional(z.string()),
    parameters: z.optional(z.record(z.string(), z.unknown())),
  }),
});

const optional = <T extends z.ZodMiniType>(schema: T) => z.optional(z.nullable(schema));

export const ChatBody = z.object({
  model: optional(z.string()),
  messages: z.array(Message).check(z.minLength(1)),
  stream: optional(z.boolean()),
  stream_options: optional(z.object({ include_usage: optional(z.boolean()) })),
  tools: optional(z.array(Tool)),
  tool_choice: optional(
    z.union([
      z.enum(['none', 'auto', 'required']),
      z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
    ]),
  ),
  max_tokens: optional(z.int().check(z.minimum(1))),
  max_completion_tokens: optional(z.int().check(z.minimum(1))),
  temperature: optional(z.number()),
  top_p: optional(z.number()),
  stop: optional(z.union([z.string(), z.array(z.string())])),
  reasoning_effort: optional(z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh'])),
  n: optional(z.int()),
  response_format: optional(z.object({ type: z.string() })),
});
export type ChatBody = z.infer<typeof ChatBody>;
