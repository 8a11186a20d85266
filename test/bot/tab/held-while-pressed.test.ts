import { heldWhilePressed } from '../../../bot/tab/held-while-pressed';

const pause = async () => await new Promise((done) => setTimeout(done));

function subscribed() {
  const window = new EventTarget();
  let change: () => void = () => undefined;
  const drawn: string[] = [];
  const stop = heldWhilePressed((changed) => {
    change = changed;
    return () => undefined;
  }, window)(() => drawn.push('drawn'));
  return {
    does: (name: string, more = {}) => window.dispatchEvent(Object.assign(new Event(name), more)),
    change: () => change(),
    drawn,
    stop,
  };
}

describe('what is held while something is pressed', () => {
  it('should pass a change on at once where nothing is pressed', () => {
    const { change, drawn } = subscribed();
    change();
    expect(drawn).toHaveLength(1);
  });

  it.each(['pointerup', 'pointercancel', 'keydown'])('should hold changes until %s, and then pass on one', async (name) => {
    const { change, does, drawn } = subscribed();
    does('pointerdown');
    change();
    change();
    does('pointermove', { buttons: 1 });
    await pause();
    expect(drawn).toEqual([]);
    does(name);
    expect(drawn).toEqual([]);
    await pause();
    expect(drawn).toHaveLength(1);
  });

  it('should notice a release outside of the frame by the next move', async () => {
    const { change, does, drawn } = subscribed();
    does('pointerdown');
    change();
    does('pointermove', { buttons: 0 });
    await pause();
    expect(drawn).toHaveLength(1);
  });

  it('should listen to nothing once it is stopped', async () => {
    const { change, does, drawn, stop } = subscribed();
    stop();
    does('pointerdown');
    change();
    expect(drawn).toHaveLength(1);
  });
});
