#version 410 core

layout(location = 0) in vec4 aPlace;  // x, y, z and radius of the cell, micrometres
layout(location = 1) in vec2 aGlyph;  // column of the text, and which digit
layout(location = 2) in vec2 aCorner; // which side of the ring: right or left, below or above
layout(location = 3) in vec4 aColour;

uniform vec3 uAxisX;
uniform vec3 uAxisY;
uniform vec3 uAxisZ;
uniform vec2 uOrigin;
uniform float uScale;
uniform vec2 uViewport;
uniform float uSliced;
uniform float uCut;
uniform vec2 uDepths;
uniform vec2 uSize; // of a digit, pixels
uniform float uDigits; // in the texture

out vec2 vTexture;
out vec4 vColour;

void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    float depth = dot(uAxisZ, aPlace.xyz);
    bool hidden = uSliced > 0.5 && abs(depth - uCut) >= max(aPlace.w, 0.5);
    vTexture = vec2((aGlyph.y + corner.x) / uDigits, corner.y);
    vColour = aColour;
    if (uDepths.y > uDepths.x)
        vColour.a *= mix(1.0, 0.35, clamp((depth - uDepths.x) / (uDepths.y - uDepths.x), 0.0, 1.0));
    vec2 centre = uOrigin + uScale * vec2(dot(uAxisX, aPlace.xyz), dot(uAxisY, aPlace.xyz));
    // Beside the ring; whole pixels keep the digits sharp.
    vec2 text = floor(centre + aCorner * 0.75 * max(aPlace.w * uScale, 3.0) + vec2(aCorner.x, aCorner.y < 0.0 ? -uSize.y : 0.0));
    vec2 pixel = text + (vec2(aGlyph.x, 0.0) + corner) * uSize;
    gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((pixel / uViewport * 2.0 - 1.0) * vec2(1.0, -1.0), 0.0, 1.0);
}
