/** Of a window: pointer and key events. */
type Events = Pick<EventTarget, 'addEventListener'>;
type Subscribe = (changed: () => void) => () => void;

const releases = ['pointerup', 'pointercancel', 'keydown'];

/**
 * Subscribes so that nothing is drawn anew between pressing a mouse button or a finger and releasing it: what is pressed would
 * move away, and the browser sends no click. A change of that time is passed on after the click.
 */
export function heldWhilePressed(subscribe: Subscribe, window: Events): Subscribe {
  return (changed) => {
    let isPressed = false;
    let isHeld = false;
    const press = () => {
      isPressed = true;
    };
    const release = () => {
      isPressed = false;
      // The click comes in the same task as the release.
      if (isHeld) setTimeout(changed);
      isHeld = false;
    };
    // Released outside of the frame, which is not told of it.
    const move = (event: Event) => isPressed && 'buttons' in event && event.buttons === 0 && release();
    const stop = subscribe(() => {
      if (isPressed) isHeld = true;
      else changed();
    });
    const listening = new AbortController();
    const heeds = { capture: true, signal: listening.signal };
    window.addEventListener('pointerdown', press, heeds);
    window.addEventListener('pointermove', move, heeds);
    for (const name of releases) window.addEventListener(name, release, heeds);
    return () => {
      stop();
      listening.abort();
    };
  };
}
