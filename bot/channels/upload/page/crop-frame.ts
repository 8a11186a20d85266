import { type Crop, cropAt, maxZoom, type Placement, type Size } from '../../../domain/photo/portrait';

export interface CropFrame {
  /** Shows another picture, centred. */
  show(address: string, size: Size): void;
  crop(): Crop;
  /** Locked while the picture is being sent. */
  lock(isLocked: boolean): void;
}

/** A key or button moves the picture by this part of the frame. */
const step = 0.04;
const directions: Record<string, { x: number; y: number }> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** The 3:4 frame in which a person moves and zooms the picture: by pointer, two fingers, keys, buttons or slider. */
export function cropFrame(frame: HTMLElement, picture: HTMLImageElement, zoom: HTMLInputElement, moves: HTMLElement): CropFrame {
  let size: Size = { width: 3, height: 4 };
  let place: Placement = { x: 0.5, y: 0.5, zoom: 1 };
  let isLocked = false;

  function draw(): void {
    const crop = cropAt(size, place);
    // The middle of the visible crop, so that a drag past an edge leaves no hidden offset.
    place = { ...place, x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 };
    picture.style.width = `${100 / crop.width}%`;
    picture.style.height = `${100 / crop.height}%`;
    picture.style.left = `${(-100 * crop.x) / crop.width}%`;
    picture.style.top = `${(-100 * crop.y) / crop.height}%`;
    zoom.value = String(place.zoom);
    zoom.setAttribute('aria-valuetext', `${Math.round(place.zoom * 100)}%`);
  }

  /** Moves the picture by parts of the frame: to the right and down. */
  function move(right: number, down: number): void {
    if (isLocked) return;
    const crop = cropAt(size, place);
    place = { ...place, x: place.x - right * crop.width, y: place.y - down * crop.height };
    draw();
  }

  function zoomTo(wanted: number): void {
    if (isLocked) return;
    place = { ...place, zoom: Math.min(Math.max(wanted, 1), Number(zoom.max)) };
    draw();
  }

  zoom.addEventListener('input', () => zoomTo(Number(zoom.value)));
  moves.addEventListener('click', ({ target }) => {
    const name = target instanceof Element ? target.closest<HTMLElement>('[data-move]')?.dataset.move : undefined;
    const direction = directions[name ?? ''];
    if (direction) move(direction.x * step, direction.y * step);
  });
  frame.addEventListener('keydown', (event) => {
    const direction = directions[event.key.replace('Arrow', '').toLowerCase()];
    if (direction) move(direction.x * step, direction.y * step);
    else if (event.key === '+' || event.key === '=') zoomTo(place.zoom * 1.1);
    else if (event.key === '-') zoomTo(place.zoom / 1.1);
    else return;
    event.preventDefault();
  });
  followPointers(frame, move, (factor) => zoomTo(place.zoom * factor));

  return {
    show(address, newSize) {
      size = newSize;
      place = { x: 0.5, y: 0.5, zoom: 1 };
      picture.src = address;
      zoom.max = String(Math.max(1, maxZoom(size)));
      draw();
    },
    crop: () => cropAt(size, place),
    lock(nowLocked) {
      isLocked = nowLocked;
    },
  };
}

function followPointers(frame: HTMLElement, move: (right: number, down: number) => void, zoomBy: (factor: number) => void): void {
  const pointers = new Map<number, { x: number; y: number }>();
  const spread = () => {
    const [one, two] = [...pointers.values()];
    return one && two ? Math.hypot(one.x - two.x, one.y - two.y) : 0;
  };
  frame.addEventListener('pointerdown', (event) => {
    frame.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  frame.addEventListener('pointermove', (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const before = spread();
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const after = spread();
    if (before > 0 && after > 0) zoomBy(after / before);
    const box = frame.getBoundingClientRect();
    // Two fingers each carry half of the way.
    const share = 1 / pointers.size;
    move(((event.clientX - last.x) / box.width) * share, ((event.clientY - last.y) / box.height) * share);
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    frame.addEventListener(end, (event) => pointers.delete(event.pointerId));
  }
}
