#version 410 core

uniform sampler3D uVolume;
uniform vec2 uContrast; // the sampled values that are shown black and white
uniform float uGamma;
uniform vec3 uTint;
uniform vec3 uCorner; // the slice's corner in texture coordinates, and its two sides
uniform vec3 uRight;
uniform vec3 uDown;

in vec2 vTexture;
out vec4 oColour;

void main()
{
    vec3 place = uCorner + vTexture.x * uRight + vTexture.y * uDown;
    float value = clamp((texture(uVolume, place).r - uContrast.x) / (uContrast.y - uContrast.x), 0.0, 1.0);
    oColour = vec4(uTint * pow(value, uGamma), 1.0);
}
