#version 410 core

uniform sampler2D uDigitsImage; // red: the digit, green: the digit and a dark edge around it

in vec2 vTexture;
in vec4 vColour;
out vec4 oColour;

void main()
{
    vec2 ink = texture(uDigitsImage, vTexture).rg;
    float alpha = max(ink.r, ink.g * 0.75) * vColour.a;
    oColour = vec4(vColour.rgb * ink.r / max(max(ink.r, ink.g * 0.75), 1e-4) * alpha, alpha);
}
