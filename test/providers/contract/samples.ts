/*
 * The samples of all wires: what the contract and the noise run over. A wire without a sample fails
 * the suite that looks for it.
 */
import { anthropicMessages } from './anthropicMessages.ts';
import { geminiGenerate } from './geminiGenerate.ts';
import { ollamaChat } from './ollamaChat.ts';
import { openaiChat } from './openaiChat.ts';
import { openaiResponses } from './openaiResponses.ts';
import type { WireSample } from './sample.ts';

export const SAMPLES: readonly WireSample[] = [
  openaiChat,
  openaiResponses,
  anthropicMessages,
  geminiGenerate,
  ollamaChat,
];
