/*
 * The part of the composer above the question field: chips and instructions, the meter, remarks,
 * and the parts of the meter while they are opened. Nothing where there is nothing to say.
 * It draws only; whoever holds the draft decides.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { chipRemarks, chipRow, type ChipRow } from './chipRow.ts';
import { meterButton, meterParts } from './contextMeter.ts';

type AttachedPart = ChipRow & {
  readonly isMeterOpen: boolean;
  readonly toggle: (isOpen: boolean) => void;
};

export function attachedPart(part: AttachedPart): TemplateResult | typeof nothing {
  const { chips, context, words, isMeterOpen, toggle } = part;
  const meter = context?.meter;
  if (chips.length === 0 && context?.instructions === undefined && meter === undefined) {
    return nothing;
  }
  return html`<div class="sf-attached">
      ${chipRow(part)}
      ${meter === undefined ? nothing : meterButton(meter, isMeterOpen, words, () => toggle(!isMeterOpen))}
    </div>
    ${chipRemarks(chips, context)}
    ${meter === undefined || !isMeterOpen ? nothing : meterParts(meter, words)}`;
}
