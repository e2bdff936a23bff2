#version 410 core

uniform sampler3D uVolume;
uniform vec2 uContrast; // the sampled values that are shown black and white
uniform float uGamma;
uniform vec3 uTint;
uniform vec3 uCorner;  // texture coordinates of the picture's upper left corner, in the plane through the view's centre
uniform vec3 uRight;   // and of its two sides
uniform vec3 uDown;
uniform vec3 uForward; // texture coordinates of one micrometre into the screen
uniform vec3 uVoxels;  // extent of the texture
uniform float uAlpha;  // 0: the brightest voxel of the ray; 1: glowing matter
uniform float uDensity; // opacity of white matter, per micrometre

in vec2 vTexture;
out vec4 oColour;

void main()
{
    vec3 start = uCorner + vTexture.x * uRight + vTexture.y * uDown;
    // Where the ray is inside the unit cube, micrometres from the plane through the centre.
    vec3 safe = vec3(abs(uForward.x) < 1e-7 ? 1e-7 : uForward.x, abs(uForward.y) < 1e-7 ? 1e-7 : uForward.y, abs(uForward.z) < 1e-7 ? 1e-7 : uForward.z);
    vec3 first = (vec3(0.0) - start) / safe;
    vec3 last = (vec3(1.0) - start) / safe;
    float near = max(max(min(first.x, last.x), min(first.y, last.y)), min(first.z, last.z));
    float far = min(min(max(first.x, last.x), max(first.y, last.y)), max(first.z, last.z));
    if (near >= far)
    {
        oColour = vec4(0.0);
        return;
    }

    // No voxel is stepped over along any axis.
    vec3 voxelsPerMicrometre = abs(uForward) * uVoxels;
    float stepLength = 1.0 / max(max(voxelsPerMicrometre.x, voxelsPerMicrometre.y), max(voxelsPerMicrometre.z, 1e-6));
    int steps = clamp(int((far - near) / stepLength) + 1, 1, 1024);
    stepLength = (far - near) / float(steps);
    float scale = 1.0 / (uContrast.y - uContrast.x);

    float brightest = 0.0;
    float light = 0.0;
    float passed = 1.0;
    for (int i = 0; i < steps; i++)
    {
        float depth = near + (float(i) + 0.5) * stepLength;
        float value = textureLod(uVolume, start + depth * uForward, 0.0).r;
        if (uAlpha < 0.5)
        {
            brightest = max(brightest, value);
            continue;
        }

        float grey = clamp((value - uContrast.x) * scale, 0.0, 1.0);
        float opacity = 1.0 - exp(-uDensity * grey * sqrt(grey) * stepLength);
        // What lies deep is a little darker: the eye takes it for far.
        float shade = 1.0 - 0.45 * float(i) / float(steps);
        light += passed * opacity * pow(grey, uGamma) * shade;
        passed *= 1.0 - opacity;
        if (passed < 0.02)
            break;
    }

    float shown = uAlpha < 0.5 ? pow(clamp((brightest - uContrast.x) * scale, 0.0, 1.0), uGamma) : light;
    oColour = vec4(uTint * shown, 1.0);
}
