/** Red, green and blue as amounts of light, 0 to 1. */
type Light = readonly [red: number, green: number, blue: number];
type Matrix = readonly [Light, Light, Light];

/**
 * How people see who lack one kind of cone, on linear light: Machado, Oliveira and Fernandes 2009, "A physiologically-based
 * model for simulation of color vision deficiency", severity 1.0.
 */
export const SIGHTS = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;

export type Sight = keyof typeof SIGHTS;

/** @param hex `#rrggbb` in sRGB */
function lightOf(hex: string): Light {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function times(matrix: Matrix, [x, y, z]: Light): Light {
  const row = ([a, b, c]: Light): number => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

function map(light: Light, change: (value: number) => number): Light {
  return [change(light[0]), change(light[1]), change(light[2])];
}

/** OKLab (Ottosson 2020): lightness and two opponent axes in which equal distances look about equal. */
function okLab(light: Light): Light {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    light,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    map(cones, Math.cbrt),
  );
}

/** How far two colours are apart for these eyes, in OKLab; about 0.02 is the least that is noticed. */
export function seenDistance(a: string, b: string, sight: Sight): number {
  const seen = (hex: string): Light =>
    okLab(map(times(SIGHTS[sight], lightOf(hex)), (value) => Math.min(1, Math.max(0, value))));
  const [first, second] = [seen(a), seen(b)];
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = lightOf(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [first, second] = [luminance(a), luminance(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}
