#version 410 core

uniform float uWidth;
uniform float uAlpha;
uniform float uInk; // 0 draws in black, 1 in colour

in vec2 vPixel;
flat in vec2 vFrom;
flat in vec2 vTo;
in vec4 vColour;
out vec4 oColour;

void main()
{
    vec2 way = vTo - vFrom;
    float place = dot(vPixel - vFrom, way) / max(dot(way, way), 1e-6);
    float distance = length(vPixel - vFrom - clamp(place, 0.0, 1.0) * way) - uWidth * 0.5;
    // Round at the later end, square at the earlier one: pieces of a tail join without a bead.
    float begun = clamp(place * length(way) + 0.5, 0.0, 1.0);
    float alpha = clamp(0.5 - distance, 0.0, 1.0) * begun * vColour.a * uAlpha;
    oColour = vec4(vColour.rgb * uInk * alpha, alpha);
}
