import { torture } from './torture.ts';
for (let s = 200; s < 230; s++) {
  try {
    const r = await torture({ kills: 50, seed: s });
    console.log(s, r.losses, r.counts);
  } catch (e) {
    console.log(s, String(e).slice(0, 300));
  }
}
