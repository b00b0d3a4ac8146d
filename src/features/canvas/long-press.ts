/** How long a finger rests before the menu opens, in ms: what phones use. */
const LONG_PRESS_MS = 500;
/** A finger that moved further than this drags or pans, in px. */
const MAX_MOVE_PX = 10;

interface Press {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * A finger that rests opens the menu of what is under it, as a right click does; browsers that send that event themselves
 * (Android) find the menu open already. Gives the function that ends it.
 */
export function followLongPress(surface: HTMLElement): () => void {
  let press: Press | null = null;
  const cancel = (): void => {
    if (press !== null) clearTimeout(press.timer);
    press = null;
  };
  const openMenu = (target: Element, x: number, y: number): void => {
    press = null;
    // Lifting the finger would click what is below the menu and so close it.
    target.addEventListener('touchend', (lift) => lift.preventDefault(), { once: true, passive: false });
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: x, clientY: y });
    target.dispatchEvent(event);
  };
  const onDown = (event: PointerEvent): void => {
    const isSecondFinger = press !== null;
    cancel();
    const { target, clientX: x, clientY: y } = event;
    if (event.pointerType !== 'touch' || isSecondFinger || !(target instanceof Element)) return;
    if (target.closest('.react-flow') === null || target.closest('button, input, textarea') !== null) return;
    press = { pointer: event.pointerId, x, y, timer: setTimeout(() => openMenu(target, x, y), LONG_PRESS_MS) };
  };
  const onMove = (event: PointerEvent): void => {
    if (press === null || event.pointerId !== press.pointer) return;
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > MAX_MOVE_PX) cancel();
  };
  const listeners = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', cancel],
    ['pointercancel', cancel],
  ] as const;
  for (const [name, listener] of listeners) surface.addEventListener(name, listener as EventListener, true);
  return () => {
    cancel();
    for (const [name, listener] of listeners) surface.removeEventListener(name, listener as EventListener, true);
  };
}
