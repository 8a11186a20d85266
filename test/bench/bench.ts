import { measureTurns } from './turns';
import { storageBeside, runBeside } from './processes';
import { turns } from './turns';
import { ratioOf, spreadOf, samplesOf, quantile } from './rounds';
import { photoCosts, photos } from './photo-cost';
import { journeyCosts } from './journey-cost';
async function main() {
  if (await runBeside(process.argv[2])) return;
  const storage = await storageBeside();
  try {
    console.time('turns');
    const t = await measureTurns(storage.part);
    console.timeEnd('turns');
    for (const [name, s] of t.measured) console.log(name, spreadOf(s.map(({cpu})=>cpu)), quantile(s.flatMap(({waited})=>waited),.5), quantile(s.flatMap(({waited})=>waited),.99));
    console.log(t.calls, ratioOf(t.measured, turns.step, turns.stepFloor), ratioOf(t.measured, turns.step, turns.stepUsual), ratioOf(t.measured, turns.approval, turns.approvalFloor));
    const p = await photoCosts();
    console.log(ratioOf(p, photos.product, photos.floor));
    console.time('journey');
    console.log(spreadOf((await journeyCosts(storage.part, 'costs')).map(({cpu})=>cpu)));
    console.timeEnd('journey');
  } finally { await storage.stop(); }
}
main().catch((fault: unknown) => {
  console.error(fault);
  process.exitCode = 1;
});
