/*
 * Why something cannot be attached, as one sentence that names it and what helps instead; and the
 * bounds that the sentences speak of.
 * It refuses nothing itself: whoever reads does.
 */
import type { L10n } from '../l10n.ts';
import type { Why } from './look.ts';

/** A file larger than this is not attached whole. */
export const FILE_BYTES_MAX = 1_000_000;
/** Files of one folder. */
export const FOLDER_FILES_MAX = 200;

export function refusal(why: Why, name: string, { t }: L10n): string {
  switch (why) {
    case 'gone':
      return t('{0} is not there any more. Take it away, or attach another file.', name);
    case 'outside':
      return t('{0} lies outside this workspace. Open it in an editor to attach it.', name);
    case 'link':
      return t(
        '{0} is a link that leads out of this workspace, and is not followed. Open the real file in an editor to attach it.',
        name,
      );
    case 'binary':
      return t('{0} is no text. Attach a text file, or paste the part that matters.', name);
    case 'large':
      return t(
        '{0} is larger than {1} MB. Select the part that matters and add the selection.',
        name,
        FILE_BYTES_MAX / 1_000_000,
      );
    case 'excluded':
      return t(
        '{0} is left out by the setting steadfast.context.exclude. Change the setting to attach it.',
        name,
      );
    case 'not-a-file':
      return t('{0} is no file. Attach it as a folder.', name);
  }
}
