#version 410 core

uniform sampler2D uImage;
uniform vec2 uContrast; // the sampled values that are shown black and white
uniform float uGamma;
uniform vec3 uTint;

in vec2 vTexture;
out vec4 oColour;

void main()
{
    float value = clamp((texture(uImage, vTexture).r - uContrast.x) / (uContrast.y - uContrast.x), 0.0, 1.0);
    oColour = vec4(uTint * pow(value, uGamma), 1.0);
}
