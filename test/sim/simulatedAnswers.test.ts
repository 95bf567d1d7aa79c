/*
 * Each topic of this file, held against what every topic must be.
 */
import { PRODUCT_TOPICS } from '../../src/sim/simulatedAnswers.ts';
import { readable } from './simulatedTopics.ts';

describe('sim/simulatedAnswers', () => {
  for (const topic of PRODUCT_TOPICS) {
    it(topic.name, () => readable(topic, 180));
  }
});
