// The list of all tidy checks, each a function from the root of a tree to its problems.
// The test runs every one of them on the real tree and demands none, and on planted trees and
// demands exactly the planted one. The order is that of the report.

import { checkCode } from './codeRules.ts';
import { checkImports } from './importRules.ts';
import { checkLayout } from './layoutRules.ts';
import { checkMirror } from './mirrorRules.ts';
import { checkPackages } from './packageRules.ts';
import type { Check } from './problem.ts';
import { checkShape } from './shapeRules.ts';
import { checkWords } from './wordRules.ts';

export const checks: readonly Check[] = [
  checkLayout,
  checkImports,
  checkShape,
  checkCode,
  checkWords,
  checkPackages,
  checkMirror,
];
