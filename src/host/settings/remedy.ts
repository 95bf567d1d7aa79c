/*
 * What would be right where a setting is wrong, as the end of a sentence: "must be from 1 to 100".
 * Made from the schema's own bounds, so that it cannot say something else than what is checked.
 * The value itself is shown by the caller, shortened.
 */
import type * as z from 'zod/mini';
import type { L10n } from '../l10n.ts';

export function remedy(issue: z.core.$ZodIssue, l10n: L10n): string {
  switch (issue.code) {
    case 'invalid_type':
      return l10n.t('it must be {0}', kindOf(issue.expected, l10n));
    case 'invalid_value':
      return l10n.t('it must be one of {0}', issue.values.map((value) => String(value)).join(', '));
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? l10n.t('it must be {0} or more', String(issue.minimum))
        : l10n.t('it must not be shorter than {0}', String(issue.minimum));
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? l10n.t('it must be {0} or less', String(issue.maximum))
        : l10n.t('it must not be longer than {0}', String(issue.maximum));
    default:
      return issue.message;
  }
}

function kindOf(expected: string, l10n: L10n): string {
  switch (expected) {
    case 'int':
      return l10n.t('a whole number');
    case 'number':
      return l10n.t('a number');
    case 'boolean':
      return l10n.t('true or false');
    case 'array':
      return l10n.t('a list');
    case 'string':
      return l10n.t('text');
    default:
      return expected;
  }
}
