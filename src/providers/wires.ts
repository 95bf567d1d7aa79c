/*
 * All wire formats: the one table from a preset's `wire` to the code that speaks it.
 * A new format is one folder and one line here. Nothing else in this room asks which format it
 * speaks.
 */
import { anthropicMessages } from './anthropicMessages/codec.ts';
import { geminiGenerate } from './geminiGenerate/codec.ts';
import { ollamaChat } from './ollamaChat/codec.ts';
import { openaiChat } from './openaiChat/codec.ts';
import { openaiResponses } from './openaiResponses/codec.ts';
import type { Preset } from './presets/preset.ts';
import type { Wire, WireCodec } from './wire.ts';

const CODECS: { readonly [W in Wire]?: WireCodec<W> } = {
  'openai.chat': openaiChat,
  'anthropic.messages': anthropicMessages,
  'gemini.generateContent': geminiGenerate,
  'openai.responses': openaiResponses,
  'ollama.chat': ollamaChat,
};

/** Throws `RangeError` for a format that nothing here speaks. */
export function codecOf({ kind, wire }: Pick<Preset, 'kind' | 'wire'>): WireCodec {
  const codec = CODECS[wire];
  if (codec === undefined) throw new RangeError(`${kind}: nothing here speaks "${wire}"`);
  return codec;
}
