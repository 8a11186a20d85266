/** The part of `window` that is used: pointer and key events. */
type Events = Pick<EventTarget, 'addEventListener'>;
type Subscribe = (changed: () => void) => () => void;

const releases = ['pointerup', 'pointercancel', 'keydown'];

/**
 * Subscribes, and holds changes back while a pointer is down: a redraw could move the pressed control, and the browser
 * would send no click. Held changes are delivered after the click.
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
      // `click` fires in the same task as `pointerup`.
      if (isHeld) setTimeout(changed);
      isHeld = false;
    };
    // A release outside the frame fires no event here.
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
