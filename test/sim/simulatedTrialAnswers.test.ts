/*
 * Each topic of this file, held against what every topic must be.
 */
import { TRIAL_TOPICS } from '../../src/sim/simulatedTrialAnswers.ts';
import { readable } from './simulatedTopics.ts';

describe('sim/simulatedTrialAnswers', () => {
  for (const topic of TRIAL_TOPICS) {
    it(topic.name, () => readable(topic, topic.name === 'cut' ? 280 : 180));
  }
});
